-- What applicants said at the screen is wrong (信息有误), sealed, until a receipt takes it over: what is shown changes meanwhile.
ALTER TABLE screen ADD COLUMN objected {BYTES}
