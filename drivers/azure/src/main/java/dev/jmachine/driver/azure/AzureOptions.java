package dev.jmachine.driver.azure;

import static dev.jmachine.core.driver.OptionType.FILE;
import static dev.jmachine.core.driver.OptionType.FLAG;
import static dev.jmachine.core.driver.OptionType.LIST;
import static dev.jmachine.core.driver.OptionType.NUMBER;
import static dev.jmachine.core.driver.OptionType.TEXT;

import dev.jmachine.core.cloud.IngressOptions;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.OptionType;
import java.util.ArrayList;
import java.util.List;

/**
 * The option table. Names and environment variables are docker-machine's (drivers/azure/azure.go)
 * and rancher/machine's where they have the option; those of the credentials are Azure Identity's.
 */
final class AzureOptions {
  static final String SUBSCRIPTION = "azure-subscription-id";
  static final String TENANT = "azure-tenant-id";
  static final String CLIENT = "azure-client-id";
  static final String SECRET = "azure-client-secret";
  static final String CERTIFICATE = "azure-client-certificate";
  static final String CERTIFICATE_PASSWORD = "azure-client-certificate-password";
  static final String DEVICE_CODE = "azure-device-code";
  static final String ENVIRONMENT = "azure-environment";
  static final String ENDPOINT = "azure-endpoint";
  static final String AUTHORITY = "azure-authority-host";
  static final String CA_FILE = "azure-ca-file";
  static final String RETRIES = "azure-retries";
  static final String LOCATION = "azure-location";
  static final String GROUP = "azure-resource-group";
  static final String SIZE = "azure-size";
  static final String IMAGE = "azure-image";
  static final String PLAN = "azure-plan";
  static final String USER = "azure-ssh-user";
  static final String SSH_PORT = "azure-ssh-port";
  static final String SSH_KEY = "azure-ssh-keypath";
  static final String DOCKER_PORT = "azure-docker-port";
  static final String CUSTOM_DATA = "azure-custom-data";
  static final String TAGS = "azure-tags";
  static final String ZONE = "azure-availability-zone";
  static final String SET = "azure-availability-set";
  static final String FAULT_DOMAINS = "azure-fault-domain-count";
  static final String UPDATE_DOMAINS = "azure-update-domain-count";
  static final String HOST_ENCRYPTION = "azure-encryption-at-host";
  static final String DISK_SIZE = "azure-disk-size";
  static final String STORAGE = "azure-storage-type";
  static final String MANAGED_DISKS = "azure-managed-disks";
  static final String VNET = "azure-vnet";
  static final String SUBNET = "azure-subnet";
  static final String SUBNET_PREFIX = "azure-subnet-prefix";
  static final String NSG = "azure-nsg";
  static final String ALLOW = "azure-allow-cidr";
  static final String WORLD = "azure-open-to-world";
  static final String CHECK_IP = "azure-check-ip-url";
  static final String OPEN_PORT = "azure-open-port";
  static final String PRIVATE_ADDRESS = "azure-private-ip-address";
  static final String USE_PRIVATE = "azure-use-private-ip";
  static final String NO_PUBLIC = "azure-no-public-ip";
  static final String STATIC_PUBLIC = "azure-static-public-ip";
  static final String STANDARD_PUBLIC = "azure-enable-public-ip-standard-sku";
  static final String DNS = "azure-dns";
  static final String ACCELERATED = "azure-accelerated-networking";
  static final String SPOT = "azure-spot";
  static final String SPOT_PRICE = "azure-spot-max-price";
  static final String EVICTION = "azure-spot-eviction-policy";

  static final IngressOptions INGRESS =
      new IngressOptions(ALLOW, WORLD, OPEN_PORT, "docs/drivers/azure.md#who-may-connect");

  private final List<DriverOption> table = new ArrayList<>();

  private AzureOptions() {}

  /** All options, in the order of help. */
  static List<DriverOption> table() {
    AzureOptions options = new AzureOptions();
    options.account();
    options.machine();
    options.disk();
    options.network();
    options.spot();
    return List.copyOf(options.table);
  }

  private void account() {
    String group = "Azure account";
    add(group, SUBSCRIPTION, TEXT, "ID", "Subscription; without it the Azure CLI's usual one")
        .env("AZURE_SUBSCRIPTION_ID");
    add(group, TENANT, TEXT, "ID", "Tenant, by id or domain").env("AZURE_TENANT_ID");
    add(group, CLIENT, TEXT, "ID", "Client id of a service principal or of a managed identity")
        .env("AZURE_CLIENT_ID");
    add(group, SECRET, TEXT, "SECRET", "Client secret of the service principal")
        .env("AZURE_CLIENT_SECRET")
        .secret();
    add(group, CERTIFICATE, FILE, "FILE", "Certificate with key of the service principal")
        .env("AZURE_CLIENT_CERTIFICATE_PATH");
    add(group, CERTIFICATE_PASSWORD, TEXT, "PASSWORD", "Password of that file")
        .env("AZURE_CLIENT_CERTIFICATE_PASSWORD")
        .secret();
    add(group, DEVICE_CODE, FLAG, "", "Sign in by hand for each command, with a code in a browser")
        .env("AZURE_DEVICE_CODE");
    add(group, ENVIRONMENT, TEXT, "CLOUD", "AzurePublicCloud, AzureUSGovernment or AzureChinaCloud")
        .usually("AzurePublicCloud")
        .env("AZURE_ENVIRONMENT");
    add(group, ENDPOINT, TEXT, "URL", "Resource Manager instead of the cloud's, by https")
        .env("AZURE_RESOURCE_MANAGER_ENDPOINT");
    add(group, AUTHORITY, TEXT, "URL", "Microsoft Entra ID instead of the cloud's")
        .env("AZURE_AUTHORITY_HOST");
    add(group, CA_FILE, FILE, "FILE", "Certificates (PEM) to trust besides the usual ones")
        .env("AZURE_CA_FILE");
    add(group, RETRIES, NUMBER, "N", "Give up a call after N failures in a row that may pass");
  }

  private void machine() {
    String group = "Virtual machine";
    add(group, LOCATION, TEXT, "LOCATION", "Region").usually("westus").env("AZURE_LOCATION");
    add(group, GROUP, TEXT, "NAME", "Resource group of yours; without it the machine gets its own")
        .env("AZURE_RESOURCE_GROUP");
    add(group, SIZE, TEXT, "SIZE", "Size; its processor decides the image's")
        .usually("Standard_B2s_v2")
        .env("AZURE_SIZE");
    add(
            group,
            IMAGE,
            TEXT,
            "IMAGE",
            String.join(", ", ImageAlias.names()) + "; or publisher:offer:sku:version, or an id")
        .usually("ubuntu-24.04")
        .env("AZURE_IMAGE");
    add(group, PLAN, TEXT, "PLAN", "Purchase plan publisher:product:plan; else the image's own")
        .env("AZURE_PLAN");
    add(group, USER, TEXT, "USER", "Who logs in; made with the machine")
        .usually("docker-user")
        .env("AZURE_SSH_USER");
    add(group, SSH_PORT, NUMBER, "PORT", "Port of the image's sshd").usually("22");
    add(group, SSH_KEY, FILE, "FILE", "Private key to log in with; FILE.pub is its public half")
        .env("AZURE_SSH_KEYPATH");
    add(group, DOCKER_PORT, NUMBER, "PORT", "Port of the engine")
        .usually("2376")
        .env("AZURE_DOCKER_PORT");
    add(group, CUSTOM_DATA, FILE, "FILE", "Your custom data for cloud-init, merged with ours")
        .env("AZURE_CUSTOM_DATA_FILE");
    add(group, TAGS, TEXT, "K,V,…", "Further tags, as key,value,key,value").env("AZURE_TAGS");
    add(group, ZONE, TEXT, "ZONE", "Availability zone: 1, 2 or 3").env("AZURE_AVAILABILITY_ZONE");
    add(group, SET, TEXT, "NAME", "Availability set; in a group of yours it must be there")
        .env("AZURE_AVAILABILITY_SET");
    add(group, FAULT_DOMAINS, NUMBER, "N", "Fault domains of an availability set that is made")
        .usually("2")
        .env("AZURE_FAULT_DOMAIN_COUNT");
    add(group, UPDATE_DOMAINS, NUMBER, "N", "Update domains of an availability set that is made")
        .usually("5")
        .env("AZURE_UPDATE_DOMAIN_COUNT");
    add(group, HOST_ENCRYPTION, FLAG, "", "Encrypt caches and temporary disks on the host as well")
        .env("AZURE_ENCRYPTION_AT_HOST");
  }

  private void disk() {
    String group = "Disk";
    add(group, DISK_SIZE, NUMBER, "GB", "Size; at least that of the image")
        .usually("30")
        .env("AZURE_DISK_SIZE");
    add(group, STORAGE, TEXT, "TYPE", "Standard_LRS, StandardSSD_LRS, Premium_LRS …")
        .usually("StandardSSD_LRS")
        .env("AZURE_STORAGE_TYPE");
    add(group, MANAGED_DISKS, FLAG, "", "Taken for compatibility: every disk is a managed one")
        .env("AZURE_MANAGED_DISKS");
  }

  private void network() {
    String group = "Network";
    add(group, VNET, TEXT, "[GROUP:]NAME", "Virtual network of yours; used, not changed")
        .env("AZURE_VNET");
    add(
            group,
            SUBNET,
            TEXT,
            "NAME",
            "Subnet in it, needed where it has several; or of the machine's own")
        .env("AZURE_SUBNET");
    add(group, SUBNET_PREFIX, TEXT, "CIDR", "Range of the machine's own network")
        .usually("192.168.0.0/16")
        .env("AZURE_SUBNET_PREFIX");
    add(group, NSG, TEXT, "[GROUP:]NAME", "Network security group of yours; used, not changed")
        .env("AZURE_NSG");
    add(group, ALLOW, LIST, "CIDR", "Who may connect; without it this computer's address alone")
        .env("AZURE_ALLOW_CIDR");
    add(group, WORLD, FLAG, "", "Allow an --azure-allow-cidr of all addresses");
    add(group, CHECK_IP, TEXT, "URL", "Where this computer's address is asked")
        .usually("https://checkip.amazonaws.com")
        .env("AZURE_CHECK_IP_URL");
    add(group, OPEN_PORT, LIST, "PORT", "Further ports for the same addresses: 8080 or 53/udp");
    add(group, PRIVATE_ADDRESS, TEXT, "ADDRESS", "Fixed private address");
    add(group, USE_PRIVATE, FLAG, "", "Connect to the private address");
    add(group, NO_PUBLIC, FLAG, "", "No public address");
    add(group, STATIC_PUBLIC, FLAG, "", "Taken for compatibility: the public address is static");
    add(group, STANDARD_PUBLIC, FLAG, "", "Taken for compatibility: its SKU is Standard")
        .env("AZURE_STANDARD_PUBLIC_IP_SKU");
    add(group, DNS, TEXT, "LABEL", "DNS label of the public address").env("AZURE_DNS_LABEL");
    add(group, ACCELERATED, FLAG, "", "Accelerated networking").env("AZURE_ACCELERATED_NETWORKING");
  }

  private void spot() {
    String group = "Spot";
    add(group, SPOT, FLAG, "", "Take spare capacity, which Azure may take back").env("AZURE_SPOT");
    add(group, SPOT_PRICE, TEXT, "USD", "Most to pay an hour; without it the usual price");
    add(group, EVICTION, TEXT, "POLICY", "What taking back does: Delete or Deallocate")
        .usually("Delete");
  }

  private Row add(String group, String name, OptionType type, String value, String help) {
    table.add(DriverOption.of(name, type, value, help).inGroup(group));
    return new Row(table.size() - 1);
  }

  /** The last row, while it is refined. */
  private final class Row {
    private final int index;

    Row(int index) {
      this.index = index;
    }

    Row env(String... names) {
      table.set(index, table.get(index).withEnv(names));
      return this;
    }

    Row usually(String value) {
      table.set(index, table.get(index).withDefault(value));
      return this;
    }

    Row secret() {
      table.set(index, table.get(index).asSecret());
      return this;
    }
  }
}
