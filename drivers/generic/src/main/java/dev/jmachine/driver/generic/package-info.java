/**
 * The driver {@code generic}: a host that is there already and that a user can log in to by SSH.
 * Makes and deletes nothing; finds out how the host is reached and which of its host keys are
 * trusted.
 */
@NullMarked
package dev.jmachine.driver.generic;

import org.jspecify.annotations.NullMarked;
