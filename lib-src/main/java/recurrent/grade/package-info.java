/**
 * The instructor's grader: takes the answers out of submitted notebooks, runs them in processes that hold nothing worth
 * stealing, and has the tests of the exercises call them from outside.
 */
package recurrent.grade;
