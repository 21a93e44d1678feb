package pdf

import (
	"context"
	"errors"
	"fmt"
)

// printing is how documents are printed: their style sheet decides about paper and margins, and everybody can read the
// file: it is tagged and has an outline of the headings.
var printing = map[string]bool{
	"printBackground": true, "preferCSSPageSize": true, "generateTaggedPDF": true, "generateDocumentOutline": true,
}

// Print prints a document, which names its language and its title, and returns the file. Style sheet, fonts and pictures
// must stand in the document itself: requests fail, and scripts do not run.
func (b *Browser) Print(ctx context.Context, html []byte) (file []byte, err error) {
	err = b.within(ctx, func() error {
		file, err = b.conn.print(html)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	return file, nil
}

func (c *conn) print(html []byte) (file []byte, err error) {
	var target struct {
		ID string `json:"targetId"`
	}
	if err := c.call("", "Target.createTarget", map[string]string{"url": "about:blank"}, &target); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.call("", "Target.closeTarget", target, nil)) }()
	var attached struct {
		Session string `json:"sessionId"`
	}
	if err := c.call("", "Target.attachToTarget", map[string]any{"targetId": target.ID, "flatten": true}, &attached); err != nil {
		return nil, err
	}
	if err := c.load(attached.Session, html); err != nil {
		return nil, err
	}
	var printed struct {
		Data []byte `json:"data"`
	}
	if err := c.call(attached.Session, "Page.printToPDF", printing, &printed); err != nil {
		return nil, err
	}
	return printed.Data, nil
}

// load puts the document into an empty page and waits for it.
func (c *conn) load(session string, html []byte) error {
	everything := map[string]any{"patterns": []map[string]string{{"urlPattern": "*"}}}
	for _, step := range []struct {
		method string
		params any
	}{
		{"Page.enable", nothing},
		{"Fetch.enable", everything},
		{"Emulation.setScriptExecutionDisabled", map[string]bool{"value": true}},
		{"Emulation.setEmulatedMedia", map[string]string{"media": "print"}}, // so that its fonts are there before it is printed
	} {
		if err := c.call(session, step.method, step.params, nil); err != nil {
			return err
		}
	}
	var tree struct {
		FrameTree struct {
			Frame struct {
				ID string `json:"id"`
			} `json:"frame"`
		} `json:"frameTree"`
	}
	if err := c.call(session, "Page.getFrameTree", nothing, &tree); err != nil {
		return err
	}
	c.seen[session+"Page.loadEventFired"] = false
	content := map[string]string{"frameId": tree.FrameTree.Frame.ID, "html": string(html)}
	if err := c.call(session, "Page.setDocumentContent", content, nil); err != nil {
		return err
	}
	if err := c.await(session, "Page.loadEventFired"); err != nil {
		return err
	}
	return c.fontsLoaded(session)
}

// fontsLoaded waits for the fonts of the document: the question makes it lay itself out, which asks for them.
func (c *conn) fontsLoaded(session string) error {
	const question = `document.body.offsetHeight >= 0 && document.fonts.status === "loaded"`
	for {
		var answer struct {
			Result struct {
				Value bool `json:"value"`
			} `json:"result"`
		}
		if err := c.call(session, "Runtime.evaluate", map[string]string{"expression": question}, &answer); err != nil {
			return err
		}
		if answer.Result.Value {
			return nil
		}
	}
}
