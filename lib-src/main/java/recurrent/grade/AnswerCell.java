package recurrent.grade;

/**
 * A cell that a child reads.
 *
 * @param role     "solution", "given", "other" (only its declarations count) or "extra" (only if something is missing)
 * @param exercise such as "07.2"; empty for cells that belong to none
 * @param source   the code
 */
record AnswerCell(String role, String exercise, String source) {}
