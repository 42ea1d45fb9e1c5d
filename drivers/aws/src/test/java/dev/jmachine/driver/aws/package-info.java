/** Tests on an EC2 in this process, with time that passes at once. */
@org.jspecify.annotations.NullMarked
package dev.jmachine.driver.aws;
