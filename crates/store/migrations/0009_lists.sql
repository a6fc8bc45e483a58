-- The lists of cases by date of receipt, and those that a search finds by item or by public name of the applicant. The
-- stages are those of `Stage::OPEN`.
CREATE INDEX case_row_desk_received ON case_row (department, stage, received_on, id)
-- step
CREATE INDEX case_row_hall_received ON case_row (stage, received_on, id)
-- step
CREATE INDEX case_row_open_received ON case_row (department, received_on, id) WHERE stage IN ('received',
    'correction_requested', 'resubmitted', 'under_review', 'awaiting_decision', 'submitted_upward', 'decided', 'sealed')
-- step
CREATE INDEX case_row_holder_received ON case_row (holder, received_on, id) WHERE holder IS NOT NULL
-- step
CREATE INDEX case_row_item ON case_row (item, due, id)
-- step
CREATE INDEX case_row_item_received ON case_row (item, received_on, id)
-- step
CREATE INDEX case_row_applicant ON case_row (applicant, due, id) WHERE applicant IS NOT NULL
-- step
CREATE INDEX case_row_applicant_received ON case_row (applicant, received_on, id) WHERE applicant IS NOT NULL
