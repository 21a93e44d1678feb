package kompass

// Space is the room on the disk that the database lies on, in bytes.
type Space struct {
	Free, Used int64 // Free is [UnknownSpace] where nobody can tell
	Scarce     bool  // too little to rebuild the database, or to go on for long
}

// UnknownSpace is what is free where nobody can tell.
const UnknownSpace = -1
