/** Tests of the watch by its real shell process, with a script in the place of jmachine. */
@NullMarked
package dev.jmachine.cli.expiry;

import org.jspecify.annotations.NullMarked;
