package sqlite_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// written are the migrations with the digest of what each says. A database notes under which number and with which digest each was
// applied, so that one that is changed, renumbered or taken away is refused by every database that has it. A new one adds a line, and
// no line ever changes.
var written = map[string]string{
	"001_base.sql":         "0e572aee545acdb7edb059965c9e027cbcfe60cdc2695eb66b2c9d3e2231dd43",
	"002_people.sql":       "fe52b886d80d93022f7ac2fffd051adee77ee37dbb216038c9779231990bb019",
	"003_companies.sql":    "6842c1c01542ee30c7610dad2493086b36683d83d695444bd7802136f86d9149",
	"004_setup.sql":        "ce18add886abbd8a2344208e8292748c49b18d93a5d82da3d45dbbbaa8e6a46e",
	"005_review.sql":       "43aa660a80920500694ba20a047126dddcc769892ae112fcc1ddbb98f7f28074",
	"006_compare.sql":      "10150869b18487fdb03603508b62377afedbb914c0c5f336dc1058afb5517779",
	"007_stage.sql":        "f282c9e70f4c048396729ac23e4d94cfe3ba5b9f66c8380f72b3eebf2d57b89d",
	"008_sender.sql":       "be78cd4c2808997435f73b7fccad0678570e0f4835c698f16750f484f44af96f",
	"009_measures.sql":     "34b5655ee9d57709cf0f024ba0c907077a48ab63d9b28a4e35dafb207df774a5",
	"010_heads.sql":        "cab2b41f49bd98115d42170fb051c2957d87c929cefa64b05e5ef8c9e9864079",
	"011_urn.sql":          "371eef78d058fa3446841850fa20bd22d0be4970456ad2e7ba5eba3f4a712729",
	"012_peers.sql":        "a12e5eb743580c86c87ad52bb0bce9e7c9d43e9251a173a73afd0bfc2f55092a",
	"013_holder.sql":       "55a038b919299dde018d8f26d89da9cbdd144081a8b37c7d078768d003a8dbff",
	"014_words.sql":        "1d112e29fb57da56e23fa2509fef42062ad2a7f77217165bdae2932e352e6978",
	"015_drafts.sql":       "a92d1a2f3624d760c3a6a8395ece7ae2de8fae10ea183f610ae0b0bdbb23b862",
	"016_heads_of_all.sql": "80838a77e9812c443a9c1dee99c41cd68dead6669cc62b54624cdbc179434cb4",
	"017_closings.sql":     "ad397436719ad27aa446e864eeea0882bb0eeae764edbfcaa708a5260eb5c4e9",
	"018_revision.sql":     "9b9a01bc548a689c5cf4a5a138335c13313cc0d6d1ded08d242a6a9af345d27c",
	"019_shares.sql":       "bfeb755f9650fda7a7eb4624684f94f476ff32a21b1bb94f8266bdf0d425e8c9",
}

func TestMigrationsStayAsTheyWereWritten(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for i, file := range files {
		name := filepath.Base(file)
		found = append(found, name)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		digest := sha256.Sum256(text)
		if got := hex.EncodeToString(digest[:]); got != written[name] {
			t.Errorf("%s: got digest %s, want %q", name, got, written[name])
		}
		if number := name[:3]; number != fmt.Sprintf("%03d", i+1) {
			t.Errorf("%s is migration %d", name, i+1)
		}
	}
	for name := range written {
		if !slices.Contains(found, name) {
			t.Errorf("%s is gone", name)
		}
	}
}
