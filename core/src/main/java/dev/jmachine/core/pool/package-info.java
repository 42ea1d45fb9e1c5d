/**
 * The pool: machines made beforehand from a template and parked, each of which a create takes over
 * at once. They live in a store of their own within the user's ({@code pool/}), so that whatever
 * kills a process, the same record and ledger tell what is there.
 */
@NullMarked
package dev.jmachine.core.pool;

import org.jspecify.annotations.NullMarked;
