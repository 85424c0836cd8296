/** The card of the test bench that lists the cases. */
export const casesId = "test-cases";
