package dev.jmachine.driver.aws;

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
 * The option table. The {@code --amazonec2-…} names and the environment variables are
 * docker-machine's (drivers/amazonec2/amazonec2.go), those of rancher/machine and of GitLab's fork.
 */
final class AwsOptions {
  static final String ACCESS_KEY = "aws-access-key";
  static final String SECRET_KEY = "aws-secret-key";
  static final String SESSION_TOKEN = "aws-session-token";
  static final String PROFILE = "aws-profile";
  static final String REGION = "aws-region";
  static final String ENDPOINT = "aws-endpoint";
  static final String INSECURE = "aws-insecure-transport";
  static final String RETRIES = "aws-retries";
  static final String TYPE = "aws-instance-type";
  static final String IMAGE = "aws-image";
  static final String IMAGE_OWNER = "aws-image-owner";
  static final String AMI = "aws-ami";
  static final String USER = "aws-ssh-user";
  static final String SSH_PORT = "aws-ssh-port";
  static final String SSH_KEY = "aws-ssh-keypath";
  static final String KEY_PAIR = "aws-keypair-name";
  static final String USER_DATA = "aws-userdata";
  static final String TAGS = "aws-tags";
  static final String PROFILE_ROLE = "aws-iam-instance-profile";
  static final String MONITORING = "aws-monitoring";
  static final String PLACEMENT_GROUP = "aws-placement-group";
  static final String TENANCY = "aws-tenancy";
  static final String ROOT_SIZE = "aws-root-size";
  static final String VOLUME_TYPE = "aws-volume-type";
  static final String DEVICE = "aws-device-name";
  static final String ENCRYPTED = "aws-volume-encrypted";
  static final String UNENCRYPTED = "aws-volume-unencrypted";
  static final String KMS_KEY = "aws-volume-kms-key";
  static final String EBS_OPTIMIZED = "aws-use-ebs-optimized-instance";
  static final String VPC = "aws-vpc-id";
  static final String SUBNET = "aws-subnet-id";
  static final String ZONE = "aws-zone";
  static final String GROUP = "aws-security-group";
  static final String GROUP_READONLY = "aws-security-group-readonly";
  static final String ALLOW = "aws-allow-cidr";
  static final String WORLD = "aws-open-to-world";
  static final String CHECK_IP = "aws-check-ip-url";
  static final String OPEN_PORT = "aws-open-port";
  static final String PRIVATE_ONLY = "aws-private-address-only";
  static final String USE_PRIVATE = "aws-use-private-address";
  static final String IPV6_COUNT = "aws-ipv6-address-count";
  static final String IPV6_PRIMARY = "aws-enable-primary-ipv6";
  static final String IPV6_ONLY = "aws-ipv6-address-only";
  static final String HTTP_ENDPOINT = "aws-http-endpoint";
  static final String HTTP_TOKENS = "aws-http-tokens";
  static final String HTTP_HOPS = "aws-metadata-hop-limit";
  static final String HTTP_IPV6 = "aws-http-protocol-ipv6";
  static final String SPOT = "aws-request-spot-instance";
  static final String SPOT_PRICE = "aws-spot-price";
  static final String SPOT_FALLBACK = "aws-spot-fallback";
  static final String SPOT_MINUTES = "aws-block-duration-minutes";

  private static final String THEIRS = "amazonec2-";

  private final List<DriverOption> table = new ArrayList<>();

  static final IngressOptions INGRESS =
      new IngressOptions(ALLOW, WORLD, OPEN_PORT, "docs/drivers/aws.md#who-may-connect");

  private AwsOptions() {}

  /** All options, in the order of help. */
  static List<DriverOption> table() {
    AwsOptions options = new AwsOptions();
    options.account();
    options.instance();
    options.disk();
    options.network();
    options.metadata();
    options.spot();
    return List.copyOf(options.table);
  }

  private void account() {
    String group = "AWS account";
    add(group, PROFILE, TEXT, "NAME", "Profile of ~/.aws/config to use", "AWS_PROFILE");
    add(group, REGION, TEXT, "REGION", "Region; without it the profile's, else us-east-1")
        .env("AWS_REGION", "AWS_DEFAULT_REGION")
        .theirs("region");
    add(group, ACCESS_KEY, TEXT, "ID", "Access key id, where no profile or role serves")
        .env("AWS_ACCESS_KEY_ID")
        .theirs("access-key")
        .secret();
    add(group, SECRET_KEY, TEXT, "KEY", "Secret access key")
        .env("AWS_SECRET_ACCESS_KEY")
        .theirs("secret-key")
        .secret();
    add(group, SESSION_TOKEN, TEXT, "TOKEN", "Session token of temporary credentials")
        .env("AWS_SESSION_TOKEN")
        .theirs("session-token")
        .secret();
    add(group, ENDPOINT, TEXT, "URL", "Endpoint of the EC2 API instead of the region's")
        .env("AWS_ENDPOINT")
        .theirs("endpoint");
    add(group, INSECURE, FLAG, "", "Take http:// for an endpoint without a scheme")
        .env("AWS_INSECURE_TRANSPORT")
        .theirs("insecure-transport");
    add(group, RETRIES, NUMBER, "N", "Give up a call after N failures in a row that may pass")
        .theirs("retries");
  }

  private void instance() {
    String group = "Instance";
    add(group, TYPE, TEXT, "TYPE", "Instance type; its processor decides the image's")
        .usually("t3.micro")
        .env("AWS_INSTANCE_TYPE")
        .theirs("instance-type");
    add(group, IMAGE, TEXT, "IMAGE", "Newest image of: " + String.join(", ", ImageAlias.names()))
        .usually("ubuntu-24.04")
        .env("AWS_IMAGE");
    add(group, IMAGE_OWNER, TEXT, "ACCOUNT", "Owner of an --aws-image that is a name pattern")
        .env("AWS_IMAGE_OWNER");
    add(group, AMI, TEXT, "AMI", "Id of an image, used as it is").env("AWS_AMI").theirs("ami");
    add(group, USER, TEXT, "USER", "Who logs in; without it the image's usual user")
        .env("AWS_SSH_USER")
        .theirs("ssh-user");
    add(group, SSH_PORT, NUMBER, "PORT", "Port of the image's sshd")
        .usually("22")
        .env("AWS_SSH_PORT")
        .theirs("ssh-port");
    add(group, SSH_KEY, FILE, "FILE", "Private key to log in with; FILE.pub is its public half")
        .env("AWS_SSH_KEYPATH")
        .theirs("ssh-keypath");
    add(group, KEY_PAIR, TEXT, "NAME", "EC2 key pair to name at launch; none is made")
        .env("AWS_KEYPAIR_NAME")
        .theirs("keypair-name");
    add(group, USER_DATA, FILE, "FILE", "Your user data, merged with ours")
        .env("AWS_USERDATA")
        .theirs("userdata");
    add(group, TAGS, TEXT, "K,V,…", "Further tags, as key,value,key,value")
        .env("AWS_TAGS")
        .theirs("tags");
    add(group, PROFILE_ROLE, TEXT, "NAME", "Instance profile, by name or ARN")
        .env("AWS_INSTANCE_PROFILE")
        .theirs("iam-instance-profile");
    add(group, MONITORING, FLAG, "", "Detailed monitoring").theirs("monitoring");
    add(group, PLACEMENT_GROUP, TEXT, "NAME", "Placement group").env("AWS_PLACEMENT_GROUP");
    add(group, TENANCY, TEXT, "TENANCY", "default, dedicated or host").env("AWS_TENANCY");
  }

  private void disk() {
    String group = "Root volume";
    add(group, ROOT_SIZE, NUMBER, "GB", "Size; at least that of the image")
        .usually("16")
        .env("AWS_ROOT_SIZE")
        .theirs("root-size");
    add(group, VOLUME_TYPE, TEXT, "TYPE", "Volume type")
        .usually("gp3")
        .env("AWS_VOLUME_TYPE")
        .theirs("volume-type");
    add(group, DEVICE, TEXT, "DEVICE", "Device name; without it the image's own")
        .env("AWS_DEVICE_NAME")
        .theirs("device-name");
    add(group, ENCRYPTED, FLAG, "", "Encrypt it, which is done anyway")
        .env("AWS_ENCRYPT_EBS_VOLUME")
        .theirs("volume-encrypted", "encrypt-ebs-volume");
    add(group, UNENCRYPTED, FLAG, "", "Leave it unencrypted");
    add(group, KMS_KEY, TEXT, "KEY", "KMS key to encrypt with, instead of the account's")
        .env("AWS_KMS_KEY")
        .theirs("volume-kms-key", "kms-key");
    add(group, EBS_OPTIMIZED, FLAG, "", "EBS-optimized instance")
        .theirs("use-ebs-optimized-instance");
  }

  private void network() {
    String group = "Network";
    add(group, VPC, TEXT, "VPC", "VPC; without it the default one")
        .env("AWS_VPC_ID")
        .theirs("vpc-id");
    add(group, SUBNET, TEXT, "SUBNET", "Subnet").env("AWS_SUBNET_ID").theirs("subnet-id");
    add(group, ZONE, TEXT, "ZONE", "Availability zone: b or eu-west-1b; without it any")
        .env("AWS_ZONE")
        .theirs("zone");
    add(group, GROUP, LIST, "GROUP", "Security groups of yours, by name or id; used, not changed")
        .env("AWS_SECURITY_GROUP")
        .theirs("security-group");
    add(group, GROUP_READONLY, FLAG, "", "Taken for compatibility: your groups are never changed")
        .env("AWS_SECURITY_GROUP_READONLY")
        .theirs("security-group-readonly");
    add(group, ALLOW, LIST, "CIDR", "Who may connect; without it this computer's address alone")
        .env("AWS_ALLOW_CIDR");
    add(group, WORLD, FLAG, "", "Allow an --aws-allow-cidr of all addresses");
    add(group, CHECK_IP, TEXT, "URL", "Where this computer's address is asked")
        .usually("https://checkip.amazonaws.com")
        .env("AWS_CHECK_IP_URL");
    add(group, OPEN_PORT, LIST, "PORT", "Further ports for the same addresses: 8080 or 53/udp")
        .theirs("open-port");
    add(group, PRIVATE_ONLY, FLAG, "", "No public address").theirs("private-address-only");
    add(group, USE_PRIVATE, FLAG, "", "Connect to the private address")
        .theirs("use-private-address");
    add(group, IPV6_COUNT, NUMBER, "N", "Number of IPv6 addresses")
        .env("AWS_IPV6_ADDRESS_COUNT")
        .theirs("ipv6-address-count");
    add(group, IPV6_PRIMARY, FLAG, "", "Make the first IPv6 address the primary one")
        .env("AWS_ENABLE_PRIMARY_IPV6")
        .theirs("enable-primary-ipv6");
    add(group, IPV6_ONLY, FLAG, "", "Connect by IPv6, and have no public IPv4 address")
        .env("AWS_IPV6_ADDRESS_ONLY")
        .theirs("ipv6-address-only");
  }

  private void metadata() {
    String group = "Instance metadata service";
    add(group, HTTP_ENDPOINT, TEXT, "STATE", "enabled or disabled")
        .usually("enabled")
        .env("AWS_HTTP_ENDPOINT")
        .theirs("http-endpoint");
    add(group, HTTP_TOKENS, TEXT, "STATE", "required (IMDSv2 alone) or optional")
        .usually("required")
        .env("AWS_HTTP_TOKENS")
        .theirs("http-tokens", "metadata-token");
    add(group, HTTP_HOPS, NUMBER, "N", "Hop limit; with 1 containers do not reach it")
        .usually("1")
        .theirs("metadata-token-response-hop-limit");
    add(group, HTTP_IPV6, TEXT, "STATE", "Its IPv6 endpoint: enabled or disabled")
        .env("AWS_HTTP_PROTOCOL_IPV6")
        .theirs("http-protocol-ipv6");
  }

  private void spot() {
    String group = "Spot";
    add(group, SPOT, FLAG, "", "Launch a Spot instance").theirs("request-spot-instance");
    add(group, SPOT_PRICE, TEXT, "USD", "Most to pay an hour; without it the on-demand price")
        .theirs("spot-price");
    add(
            group,
            SPOT_FALLBACK,
            TEXT,
            "LIST",
            "Tried in turn without capacity: types, zones, on-demand")
        .env("AWS_SPOT_FALLBACK");
    add(group, SPOT_MINUTES, NUMBER, "MINUTES", "Taken for compatibility: AWS ended Spot blocks")
        .theirs("block-duration-minutes");
  }

  private Row add(
      String group, String name, OptionType type, String value, String help, String... env) {
    Row row = new Row(table.size());
    table.add(DriverOption.of(name, type, value, help).inGroup(group));
    return env.length == 0 ? row : row.env(env);
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

    Row theirs(String... names) {
      String[] aliases = List.of(names).stream().map(n -> THEIRS + n).toArray(String[]::new);
      table.set(index, table.get(index).withAliases(aliases));
      return this;
    }

    Row secret() {
      table.set(index, table.get(index).asSecret());
      return this;
    }
  }
}
