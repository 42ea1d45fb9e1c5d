/**
 * The driver {@code azure}: a machine is a virtual machine with its network in a resource group of
 * its own, all tagged as ours in the calls that make them. What Azure is asked, and in which words
 * it answers, is decided here; how it is called is {@code api}'s business.
 */
@NullMarked
package dev.jmachine.driver.azure;

import org.jspecify.annotations.NullMarked;
