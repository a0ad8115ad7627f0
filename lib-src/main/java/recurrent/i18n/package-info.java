/** The language of messages and of printed numbers: English and Spanish. */
package recurrent.i18n;
