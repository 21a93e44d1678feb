package chart

import (
	"container/list"
	"sync"
)

// cache keeps the most recently used charts. It is safe for concurrent use.
type cache struct {
	mu     sync.Mutex
	limit  int
	recent *list.List // of entry, most recent first
	byKey  map[string]*list.Element
}

type entry struct {
	key string
	svg SVG
}

func newCache(limit int) *cache {
	return &cache{limit: limit, recent: list.New(), byKey: map[string]*list.Element{}}
}

func (c *cache) get(key string) (SVG, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, found := c.byKey[key]
	if !found {
		return "", false
	}
	c.recent.MoveToFront(element)
	return element.Value.(entry).svg, true
}

func (c *cache) put(key string, svg SVG) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, found := c.byKey[key]; found {
		c.recent.MoveToFront(element)
		return
	}
	c.byKey[key] = c.recent.PushFront(entry{key: key, svg: svg})
	if c.recent.Len() > c.limit {
		oldest := c.recent.Remove(c.recent.Back()).(entry)
		delete(c.byKey, oldest.key)
	}
}
