package responses

// Messages are the English texts of all errors.
var Messages = messages
