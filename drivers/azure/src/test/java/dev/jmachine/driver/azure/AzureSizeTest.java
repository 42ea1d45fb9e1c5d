package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sizes, images and disks. */
class AzureSizeTest extends AzureCase {
  @Test
  void theNewestImageForTheProcessorAndGenerationOfTheSizeIsTaken() throws Exception {
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference"))
        .isEqualTo(
            Map.of(
                "publisher", "Canonical",
                "offer", "ubuntu-24_04-lts",
                "sku", "server",
                "version", "24.04.202609010"));
    anotherSubscription();
    azure.set(AzureOptions.SIZE, "Standard_D2ps_v5");
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference").get("sku")).isEqualTo("server-arm64");
    anotherSubscription();
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference").get("sku")).isEqualTo("server-gen1");
  }

  @Test
  void anImageThatDoesNotRunOnTheSizeFailsTheCheck() {
    azure.set(AzureOptions.IMAGE, "Canonical:ubuntu-24_04-lts:server-arm64:latest");
    assertCheckFails("it is for Arm64, the size is x64");
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.set(AzureOptions.IMAGE, "Debian:debian-13:13-gen2:latest");
    assertCheckFails("it is of generation 2, the size knows the first alone");
  }

  @Test
  void aMarketplaceImageBringsItsPlanAndAnotherOneIsTaken() throws Exception {
    azure.set(AzureOptions.IMAGE, "acme:firewall:pro:latest");
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines").getLast().get("plan"))
        .isEqualTo(Map.of("publisher", "acme", "product", "firewall", "name", "pro"));
    anotherSubscription();
    azure.set(AzureOptions.IMAGE, "/subscriptions/s/resourceGroups/g/providers/x/images/mine");
    azure.set(AzureOptions.PLAN, "acme:waf:basic");
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines").getLast().get("plan"))
        .isEqualTo(Map.of("publisher", "acme", "product", "waf", "name", "basic"));
  }

  @Test
  void aSizeThatTheSubscriptionDoesNotGetIsToldBeforeAnythingIsMade() {
    azure.set(AzureOptions.SIZE, "Standard_M8ms");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason()).endsWith("NotAvailableForSubscription");
            });
    assertThat(azure.arm.inventory()).isEmpty();
  }

  @Test
  void zonesAndAcceleratedNetworkingMustFitTheSize() throws Exception {
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.set(AzureOptions.ZONE, "1");
    assertCheckFails("westus has it in no zone");
    azure.options.remove(AzureOptions.ZONE);
    azure.set(AzureOptions.ACCELERATED, "true");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .withMessageContaining("no accelerated networking");
    azure.set(AzureOptions.SIZE, "Standard_D2s_v5");
    azure.set(AzureOptions.ZONE, "2");
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines").getLast().get("zones"))
        .isEqualTo(List.of("2"));
    assertThat(properties("PUT networkInterfaces").get("enableAcceleratedNetworking"))
        .isEqualTo(true);
  }

  @Test
  void spotTakesAPolicyAndAPrice() throws Exception {
    azure.set(AzureOptions.SPOT, "true");
    azure.set(AzureOptions.SIZE, "Standard_D2s_v5");
    azure.set(AzureOptions.SPOT_PRICE, "0.05");
    azure.set(AzureOptions.EVICTION, "Deallocate");
    azure.create();
    assertThat(vm().get("priority")).isEqualTo("Spot");
    assertThat(vm().get("evictionPolicy")).isEqualTo("Deallocate");
    assertThat(at(vm(), "billingProfile").get("maxPrice")).isEqualTo(0.05);
  }

  @Test
  void whatASizeCannotIsToldBeforeAnythingIsMade() {
    azure.set(AzureOptions.SPOT, "true");
    assertSizeFails("size Standard_B2s_v2 is not to be had as spot");
    azure.options.remove(AzureOptions.SPOT);
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.set(AzureOptions.STORAGE, "Premium_LRS");
    assertSizeFails("size Standard_A2 takes no Premium disk");
    azure.set(AzureOptions.STORAGE, "Standard_LRS");
    azure.set(AzureOptions.HOST_ENCRYPTION, "true");
    assertSizeFails("size Standard_A2 is not encrypted on its host");
  }

  private void assertSizeFails(String what) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.what()).isEqualTo(what);
            });
    assertThat(azure.arm.inventory()).isEmpty();
  }

  @Test
  void anImageOfASharedGalleryIsNamedAsOne() throws Exception {
    azure.set(AzureOptions.IMAGE, "/CommunityGalleries/acme/Images/base/Versions/latest");
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference"))
        .isEqualTo(
            Map.of(
                "communityGalleryImageId", "/CommunityGalleries/acme/Images/base/Versions/latest"));
  }

  @Test
  void aSetOfTheMachinesOwnHasTheDomainsThatAreWanted() throws Exception {
    azure.set(AzureOptions.SET, "rack");
    azure.set(AzureOptions.FAULT_DOMAINS, "3");
    azure.set(AzureOptions.UPDATE_DOMAINS, "7");
    azure.create();
    assertThat(properties("PUT availabilitySets").toString())
        .contains("platformFaultDomainCount=3", "platformUpdateDomainCount=7");
    assertThat(String.valueOf(at(vm(), "availabilitySet").get("id"))).endsWith(GROUP + "-set");
  }

  @Test
  void hostEncryptionAndTheDiskAreAsWanted() throws Exception {
    azure.set(AzureOptions.HOST_ENCRYPTION, "true");
    azure.set(AzureOptions.DISK_SIZE, "64");
    azure.set(AzureOptions.STORAGE, "Premium_LRS");
    azure.set(AzureOptions.USER, "someone");
    azure.create();
    assertThat(at(vm(), "securityProfile").get("encryptionAtHost")).isEqualTo(true);
    assertThat(at(vm(), "storageProfile", "osDisk").toString())
        .contains("diskSizeGB=64", "storageAccountType=Premium_LRS");
    assertThat(at(vm(), "osProfile").get("adminUsername")).isEqualTo("someone");
  }
}
