/** Tests of the core's stories. They live here because the fakes that they need import the core. */
@NullMarked
package dev.jmachine.testkit.lifecycle;

import org.jspecify.annotations.NullMarked;
