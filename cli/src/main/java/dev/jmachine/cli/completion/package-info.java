/**
 * Scripts with which bash, zsh and fish complete our command lines. Commands and options are
 * written into the script; machines are looked up in the store's folder by the shell itself.
 */
@NullMarked
package dev.jmachine.cli.completion;

import org.jspecify.annotations.NullMarked;
