/**
 * An EC2 in this process, for tests: the Query API over HTTP with the answers of the published
 * model (EC2 API reference, version 2016-11-15), a memory of what was made, and faults on order. It
 * checks no signature, and knows the calls and filters that a driver of machines needs.
 */
@NullMarked
package dev.jmachine.testkit.ec2;

import org.jspecify.annotations.NullMarked;
