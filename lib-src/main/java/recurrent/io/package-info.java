/**
 * Files, hashes and pages, each done in one way by every part of the course. Needs nothing but the JDK, so that every
 * package may use it.
 */
package recurrent.io;
