package dev.jmachine.driver.azure.api;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to type next, for the errors that users meet. */
final class AzureAdvice {
  private static final String PAGE = "docs/drivers/azure.md";
  private static final Pattern NAMESPACE = Pattern.compile("Microsoft\\.\\w+");

  private AzureAdvice() {}

  static MachineFailure on(String code, FailureKind kind, MachineFailure failure) {
    return switch (code) {
      case "OperationNotAllowed", "QuotaExceeded", "ResourceQuotaExceeded" ->
          kind == FailureKind.QUOTA ? onQuota(failure) : failure;
      case "PublicIPCountLimitReached", "StaticPublicIPCountLimitReached" ->
          failure
              .hint("--azure-no-public-ip where you are in the same network")
              .hint("az network list-usages --location LOCATION")
              .see(PAGE + "#quota");
      case "SkuNotAvailable",
          "AllocationFailed",
          "ZonalAllocationFailed",
          "OverconstrainedAllocationRequest",
          "OverconstrainedZonalAllocationRequest" ->
          failure
              .hint("another --azure-location, --azure-availability-zone or --azure-size")
              .hint("az vm list-skus --location LOCATION --size Standard_D --all")
              .see(PAGE + "#capacity");
      case "MissingSubscriptionRegistration" -> onRegistration(failure);
      case "ReservedResourceName" ->
          failure.hint("jmachine create -d azure with another name").see(PAGE + "#names");
      case "DnsRecordInUse" ->
          failure.hint("another --azure-dns; a label is taken once in a region");
      case "AuthorizationFailed", "LinkedAuthorizationFailed" ->
          failure.hint("give this user the role that the page lists").see(PAGE + "#permissions");
      case "SubscriptionNotFound", "DisabledSubscription", "ReadOnlyDisabledSubscription" ->
          failure
              .hint("az account list, and --azure-subscription-id with one of these")
              .see(PAGE + "#credentials");
      case "RequestDisallowedByPolicy" ->
          failure.hint("az policy assignment list, or ask who has assigned the policy");
      case "ScopeLocked" -> failure.hint("az lock list, and az lock delete");
      case "PlatformImageNotFound", "ImageNotFound" ->
          failure.hint("az vm image list --publisher Canonical --all").see(PAGE + "#images");
      case "MarketplacePurchaseEligibilityFailed", "ResourcePurchaseValidationFailed" ->
          failure
              .hint("az vm image terms accept --urn PUBLISHER:OFFER:SKU:VERSION")
              .see(PAGE + "#marketplace-images");
      case "VMMarketplaceInvalidInput" ->
          failure.hint("--azure-plan publisher:product:plan").see(PAGE + "#marketplace-images");
      case "LocationNotAvailableForResourceType", "LocationNotAvailableForResourceGroup" ->
          failure.hint("az account list-locations --query '[].name'");
      default -> kind == FailureKind.CREDENTIALS ? onCredentials(failure) : failure;
    };
  }

  private static MachineFailure onQuota(MachineFailure failure) {
    return failure
        .hint("--azure-size with fewer cores or of another family, or another --azure-location")
        .hint("az vm list-usage --location LOCATION --output table")
        .see(PAGE + "#quota");
  }

  private static MachineFailure onRegistration(MachineFailure failure) {
    Matcher namespace = NAMESPACE.matcher(String.valueOf(failure.reason()));
    String name = namespace.find() ? namespace.group() : "Microsoft.Compute";
    return failure.hint("az provider register --namespace " + name);
  }

  static MachineFailure onCredentials(MachineFailure failure) {
    return failure
        .hint("az login, or export AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET")
        .see(PAGE + "#credentials");
  }
}
