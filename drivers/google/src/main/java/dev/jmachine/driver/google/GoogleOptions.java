package dev.jmachine.driver.google;

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
 * The option table. Names and environment variables are docker-machine's (drivers/google), those of
 * rancher/machine and of GitLab's fork; {@code CLOUDSDK_…} are those of gcloud's settings.
 */
final class GoogleOptions {
  static final String PROJECT = "google-project";
  static final String CREDENTIALS = "google-credentials";
  static final String ENCODED = "google-auth-encoded-json";
  static final String TOKEN = "google-access-token";
  static final String IMPERSONATE = "google-impersonate-service-account";
  static final String IAM_ENDPOINT = "google-iam-endpoint";
  static final String ENDPOINT = "google-endpoint";
  static final String RETRIES = "google-retries";
  static final String ZONE = "google-zone";
  static final String TYPE = "google-machine-type";
  static final String IMAGE = "google-image";
  static final String MACHINE_IMAGE = "google-machine-image";
  static final String USER = "google-username";
  static final String SSH_PORT = "google-ssh-port";
  static final String SSH_KEY = "google-ssh-keypath";
  static final String HOST_KEYS = "google-host-keys";
  static final String HOST_KEY = "google-host-key";
  static final String USER_DATA = "google-userdata";
  static final String METADATA = "google-metadata";
  static final String METADATA_FILE = "google-metadata-from-file";
  static final String LABEL = "google-label";
  static final String VM_LABELS = "google-vm-labels";
  static final String SERVICE_ACCOUNT = "google-service-account";
  static final String SCOPES = "google-scopes";
  static final String CPU_PLATFORM = "google-min-cpu-platform";
  static final String ACCELERATOR = "google-accelerator";
  static final String MAINTENANCE = "google-maintenance-policy";
  static final String NO_SECURE_BOOT = "google-no-secure-boot";
  static final String EXISTING = "google-use-existing";
  static final String DISK_SIZE = "google-disk-size";
  static final String DISK_TYPE = "google-disk-type";
  static final String IOPS = "google-provisioned-iops";
  static final String THROUGHPUT = "google-provisioned-throughput";
  static final String NETWORK = "google-network";
  static final String SUBNETWORK = "google-subnetwork";
  static final String ADDRESS = "google-address";
  static final String INTERNAL = "google-use-internal-ip";
  static final String INTERNAL_ONLY = "google-use-internal-ip-only";
  static final String TAGS = "google-tags";
  static final String NO_FIREWALL = "google-skip-firewall-create";
  static final String ALLOW = "google-allow-cidr";
  static final String WORLD = "google-open-to-world";
  static final String CHECK_IP = "google-check-ip-url";
  static final String OPEN_PORT = "google-open-port";
  static final String SPOT = "google-spot";
  static final String FALLBACK = "google-fallback";

  static final IngressOptions INGRESS =
      new IngressOptions(ALLOW, WORLD, OPEN_PORT, "docs/drivers/google.md#who-may-connect");

  private final List<DriverOption> table = new ArrayList<>();

  private GoogleOptions() {}

  /** All options, in the order of help. */
  static List<DriverOption> table() {
    GoogleOptions options = new GoogleOptions();
    options.account();
    options.instance();
    options.login();
    options.hardware();
    options.disk();
    options.network();
    options.spot();
    options.compatibility();
    return List.copyOf(options.table);
  }

  private void account() {
    String group = "Google Cloud account";
    add(group, PROJECT, TEXT, "PROJECT", "Project; without it the credential's own")
        .env("GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT");
    add(group, CREDENTIALS, FILE, "FILE", "A credential's file instead of the default ones")
        .env("GOOGLE_APPLICATION_CREDENTIALS");
    add(group, ENCODED, TEXT, "BASE64", "A credential's file itself, in Base64 or as it is")
        .env("GOOGLE_APPLICATION_CREDENTIALS_ENCODED_JSON")
        .secret();
    add(group, TOKEN, TEXT, "TOKEN", "Access token, as gcloud auth print-access-token shows it")
        .env("GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN")
        .secret();
    add(group, IMPERSONATE, TEXT, "EMAIL", "Service account whose rights are borrowed")
        .env("GOOGLE_IMPERSONATE_SERVICE_ACCOUNT", "CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT");
    add(group, IAM_ENDPOINT, TEXT, "URL", "Endpoint that lends them instead of Google's")
        .env("GOOGLE_IAM_CREDENTIALS_ENDPOINT", "CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS");
    add(group, ENDPOINT, TEXT, "URL", "Endpoint of the API instead of Google's")
        .env("GOOGLE_COMPUTE_ENDPOINT");
    add(group, RETRIES, NUMBER, "N", "Give up a call after N failures in a row that may pass");
  }

  private void instance() {
    String group = "Instance";
    add(group, ZONE, TEXT, "ZONE", "Zone")
        .usually("us-central1-a")
        .env("GOOGLE_ZONE", "CLOUDSDK_COMPUTE_ZONE");
    add(group, TYPE, TEXT, "TYPE", "Machine type; its processor decides the image's")
        .usually("e2-medium")
        .env("GOOGLE_MACHINE_TYPE");
    add(
            group,
            IMAGE,
            TEXT,
            "IMAGE",
            "Newest image of: " + String.join(", ", ImageAlias.names()) + "; or PROJECT/FAMILY")
        .usually("ubuntu-24.04")
        .env("GOOGLE_IMAGE");
    add(group, MACHINE_IMAGE, TEXT, "IMAGE", "URL or path of an image, used as it is")
        .env("GOOGLE_MACHINE_IMAGE");
    add(group, USER_DATA, FILE, "FILE", "Your user data for cloud-init").env("GOOGLE_USERDATA");
    add(group, METADATA, LIST, "KEY=VALUE", "Further metadata, added to ours");
    add(group, METADATA_FILE, LIST, "KEY=FILE", "Further metadata, from a file");
    add(group, LABEL, LIST, "KEY=VALUE", "Further label, of instance and disk");
    add(group, VM_LABELS, TEXT, "K,V,…", "Further labels, as key,value,key,value")
        .env("GOOGLE_VM_LABELS");
    add(group, SERVICE_ACCOUNT, TEXT, "EMAIL", "Service account of the instance; without it none")
        .env("GOOGLE_SERVICE_ACCOUNT");
    add(group, SCOPES, TEXT, "SCOPES", "What that account, else the default one, may do, by commas")
        .env("GOOGLE_SCOPES");
    add(group, EXISTING, FLAG, "", "Take over the instance of the machine's name; rm leaves it")
        .env("GOOGLE_USE_EXISTING");
  }

  private void login() {
    String group = "Login";
    add(group, USER, TEXT, "USER", "Who logs in; made at the first boot")
        .usually("docker-user")
        .env("GOOGLE_USERNAME");
    add(group, SSH_PORT, NUMBER, "PORT", "Port of the image's sshd")
        .usually("22")
        .env("GOOGLE_SSH_PORT");
    add(group, SSH_KEY, FILE, "FILE", "Private key to log in with; FILE.pub is its public half")
        .env("GOOGLE_SSH_KEYPATH");
    add(group, HOST_KEYS, TEXT, "HOW", "Host keys by guest-attributes or by cloud-init")
        .usually("guest-attributes")
        .env("GOOGLE_HOST_KEYS");
    add(group, HOST_KEY, TEXT, "KEY", "Host key of an existing instance that publishes none");
  }

  private void hardware() {
    String group = "Hardware";
    add(group, CPU_PLATFORM, TEXT, "PLATFORM", "Oldest processor to take: \"Intel Ice Lake\"")
        .env("GOOGLE_MIN_CPU_PLATFORM");
    add(group, ACCELERATOR, TEXT, "GPU", "GPUs, as count=N,type=TYPE").env("GOOGLE_ACCELERATOR");
    add(group, MAINTENANCE, TEXT, "POLICY", "At maintenance of its host: MIGRATE or TERMINATE")
        .env("GOOGLE_MAINTENANCE_POLICY");
    add(
            group,
            NO_SECURE_BOOT,
            FLAG,
            "",
            "No Secure Boot, for drivers that are not signed; ARM has none")
        .env("GOOGLE_NO_SECURE_BOOT");
  }

  private void disk() {
    String group = "Boot disk";
    add(group, DISK_SIZE, NUMBER, "GB", "Size; at least that of the image")
        .usually("16")
        .env("GOOGLE_DISK_SIZE");
    add(group, DISK_TYPE, TEXT, "TYPE", "Disk type").usually("pd-balanced").env("GOOGLE_DISK_TYPE");
    add(group, IOPS, NUMBER, "N", "Operations a second, of a Hyperdisk")
        .env("GOOGLE_PROVISIONED_IOPS");
    add(group, THROUGHPUT, NUMBER, "MIB", "MiB a second, of a Hyperdisk")
        .env("GOOGLE_PROVISIONED_THROUGHPUT");
  }

  private void network() {
    String group = "Network";
    add(group, NETWORK, TEXT, "NETWORK", "VPC network, by name or as PROJECT/global/networks/NAME")
        .usually("default")
        .env("GOOGLE_NETWORK");
    add(group, SUBNETWORK, TEXT, "SUBNET", "Subnetwork of the zone's region; it names the network")
        .env("GOOGLE_SUBNETWORK");
    add(group, ADDRESS, TEXT, "ADDRESS", "Reserved external address, by name or value")
        .env("GOOGLE_ADDRESS");
    add(group, INTERNAL, FLAG, "", "Connect to the internal address").env("GOOGLE_USE_INTERNAL_IP");
    add(group, INTERNAL_ONLY, FLAG, "", "No external address").env("GOOGLE_USE_INTERNAL_IP_ONLY");
    add(group, TAGS, TEXT, "TAGS", "Further network tags, separated by commas").env("GOOGLE_TAGS");
    add(group, NO_FIREWALL, FLAG, "", "No firewall rule: yours let us in")
        .env("GOOGLE_SKIP_FIREWALL_CREATE");
    add(group, ALLOW, LIST, "CIDR", "Who may connect; without it this computer's address alone")
        .env("GOOGLE_ALLOW_CIDR");
    add(group, WORLD, FLAG, "", "Allow a --google-allow-cidr of all addresses");
    add(group, CHECK_IP, TEXT, "URL", "Where this computer's address is asked")
        .usually("https://checkip.amazonaws.com")
        .env("GOOGLE_CHECK_IP_URL");
    add(group, OPEN_PORT, LIST, "PORT", "Further ports for the same addresses: 8080 or 53/udp")
        .env("GOOGLE_OPEN_PORT");
  }

  private void spot() {
    String group = "Spot and capacity";
    add(group, SPOT, FLAG, "", "A Spot instance, which may be stopped at any time")
        .env("GOOGLE_SPOT", "GOOGLE_PREEMPTIBLE")
        .alias("google-preemptible");
    add(group, FALLBACK, TEXT, "LIST", "Tried in turn without capacity: types, zones, on-demand")
        .env("GOOGLE_FALLBACK");
  }

  /** Taken and without effect: how often we ask is our business, and a rule is a machine's own. */
  private void compatibility() {
    String group = "Taken for compatibility";
    for (String prefix : List.of("external", "internal")) {
      String name = "google-" + prefix + "-firewall-rule-prefix";
      add(group, name, TEXT, "PREFIX", "Without effect: each machine has a rule of its own");
    }
    List<String> numbers = List.of("initial-interval", "max-interval", "max-elapsed-time");
    List<String> texts = List.of("randomization-factor", "multipler");
    for (String name : numbers) {
      add(group, "google-operation-backoff-" + name, NUMBER, "S", "Without effect");
    }
    for (String name : texts) {
      add(group, "google-operation-backoff-" + name, TEXT, "FACTOR", "Without effect");
    }
  }

  private Row add(String group, String name, OptionType type, String value, String help) {
    Row row = new Row(table.size());
    table.add(DriverOption.of(name, type, value, help).inGroup(group));
    return row;
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

    Row alias(String name) {
      table.set(index, table.get(index).withAliases(name));
      return this;
    }

    Row secret() {
      table.set(index, table.get(index).asSecret());
      return this;
    }
  }
}
