package dev.jmachine.driver.azure;

import dev.jmachine.core.cloud.Ingress;

/**
 * What a create needs to know before it makes anything; looked up once.
 *
 * @param size of the virtual machine
 * @param image of its disk
 * @param network what of the user's it is put into
 * @param ingress what a security group of our own opens
 */
record Choices(SizeFacts size, ImageFacts image, NetworkChoice.Network network, Ingress ingress) {}
