/** An example to copy: tests that bring their own Docker host. They share one host for the run. */
package dev.jmachine.example.junit;
