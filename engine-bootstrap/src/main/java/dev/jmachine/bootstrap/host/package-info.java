/**
 * The host as the scripts show it: what it runs on, what is installed, which scripts there are. The
 * scripts themselves are POSIX sh files beside the classes.
 */
@NullMarked
package dev.jmachine.bootstrap.host;

import org.jspecify.annotations.NullMarked;
