/** Tests on a Resource Manager in this process, with time that passes at once. */
@org.jspecify.annotations.NullMarked
package dev.jmachine.driver.azure;
