package dev.jmachine.core.cloud;

/**
 * The names of a driver's options that say who may connect, for what is read from them and for
 * advice.
 *
 * @param allow option that takes address ranges: "aws-allow-cidr"
 * @param world flag without which the range of all addresses is refused
 * @param openPort option that takes more ports
 * @param see page about them: "docs/drivers/aws.md#who-may-connect"
 */
public record IngressOptions(String allow, String world, String openPort, String see) {}
