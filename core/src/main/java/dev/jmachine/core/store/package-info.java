/**
 * The user's store on disk: one folder and one record a machine, a lock for each across processes,
 * and writes that leave either the old record or the new one.
 */
@NullMarked
package dev.jmachine.core.store;

import org.jspecify.annotations.NullMarked;
