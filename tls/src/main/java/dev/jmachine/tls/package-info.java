/**
 * The user's root certificate authority, one authority per machine below it, and the server and
 * client certificates that a machine's engine and its user show each other. All BouncyCastle code
 * is in here; reading a certificate and speaking TLS need the JDK alone.
 */
@NullMarked
package dev.jmachine.tls;

import org.jspecify.annotations.NullMarked;
