/**
 * Stands for a provider's SDK: the "hello cloud" keeps its addresses and instances as JSON files in
 * a folder. It knows nothing of jmachine, and it brings a jar of its own, as SDKs do.
 */
@NullMarked
package dev.jmachine.example.hello.cloud;

import org.jspecify.annotations.NullMarked;
