/**
 * A Compute Engine for tests: a stateful stub of the REST API (v1) on a server of this process, for
 * the real SDK to talk to. It knows the calls that a driver of machines makes, answers with the
 * API's own reasons, carries changes out as operations, and can be told to fail at any call.
 */
@NullMarked
package dev.jmachine.testkit.gce;

import org.jspecify.annotations.NullMarked;
