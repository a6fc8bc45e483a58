-- What waits in a department, by due date, in one scan: the stages are those of `Stage::OPEN`.
CREATE INDEX case_row_open ON case_row (department, due, id) WHERE stage IN ('received', 'correction_requested',
    'resubmitted', 'under_review', 'awaiting_decision', 'submitted_upward', 'decided', 'sealed')
