package dev.jmachine.core.resource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The write-ahead list of one machine's resources. A driver enters each resource before the call
 * that makes it and its id right after; both writes are on disk (fsync) when the method returns.
 * Whoever removes walks the list backwards and strikes each entry when the provider confirms that
 * it is gone.
 */
public interface ResourceLedger {
  /** Writes the intent. Entering the same kind and token again returns the entry that is there. */
  Resource intend(String kind, String token, Map<String, String> attributes) throws IOException;

  /** Writes the id that the provider gave to an entered resource. */
  Resource made(Resource resource, String id) throws IOException;

  /** Strikes a resource that the provider confirmed to be gone. Striking twice is fine. */
  void gone(Resource resource) throws IOException;

  /** What may exist, in the order of entering. */
  List<Resource> entries();
}
