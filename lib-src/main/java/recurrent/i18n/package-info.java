/** The language of messages: English and Spanish. */
package recurrent.i18n;
