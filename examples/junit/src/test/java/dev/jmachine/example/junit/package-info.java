/** An example to copy: tests that bring their own Docker host. They share one host for the run. */
@NullMarked
package dev.jmachine.example.junit;

import org.jspecify.annotations.NullMarked;
