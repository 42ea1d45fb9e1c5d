/**
 * The driver {@code aws}: a machine is an EC2 instance with a security group of its own, both
 * tagged as ours in the call that makes them. What EC2 is asked, and in which words it answers, is
 * decided here; how it is called is {@code api}'s business.
 */
@NullMarked
package dev.jmachine.driver.aws;

import org.jspecify.annotations.NullMarked;
