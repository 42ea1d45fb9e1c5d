/**
 * What is written for people and programs: standard output as data, standard error for everything
 * else, errors in one form, tables and JSON.
 */
@NullMarked
package dev.jmachine.cli.console;

import org.jspecify.annotations.NullMarked;
