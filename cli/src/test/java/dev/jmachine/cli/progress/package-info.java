/** Tests of the displays of progress, the live one on a terminal that is emulated. */
@NullMarked
package dev.jmachine.cli.progress;

import org.jspecify.annotations.NullMarked;
