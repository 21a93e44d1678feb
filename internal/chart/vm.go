package chart

import (
	"context"
	"errors"
	"fmt"
	"time"

	"modernc.org/quickjs"
)

// vmMemory limits one VM, which needs some ten megabytes. A drawing that
// reaches it or the timeout is broken, and its VM is thrown away.
const vmMemory = 96 << 20

// errBrokenVM marks errors after which a VM must not be used again.
var errBrokenVM = errors.New("drawing engine broke off")

// vm is one JavaScript engine with the bundle loaded. It is not safe for
// concurrent use.
type vm struct {
	engine *quickjs.VM
}

// compile turns the bundle into bytecode, which loads several times faster.
func compile(bundle string) (code []byte, err error) {
	defer recovered(&err)
	engine, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("start compiler: %w", err)
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	code, err = engine.Compile(bundle, quickjs.EvalGlobal)
	if err != nil {
		return nil, fmt.Errorf("compile bundle: %w", err)
	}
	return code, nil
}

// newVM starts an engine and loads the bundle.
func newVM(code []byte, timeout time.Duration) (machine *vm, err error) {
	defer recovered(&err)
	engine, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("start engine: %w", err)
	}
	machine = &vm{engine: engine}
	if err := machine.load(code, timeout); err != nil {
		return nil, errors.Join(fmt.Errorf("load bundle: %w", err), machine.close())
	}
	return machine, nil
}

func (m *vm) load(code []byte, timeout time.Duration) error {
	m.engine.SetMemoryLimit(vmMemory)
	if _, err := m.engine.EvalBytecode(code); err != nil {
		return err
	}
	return m.engine.SetEvalTimeout(timeout)
}

// draw returns ECharts' own SVG of an option. Every error but that of a
// context done before the start wraps errBrokenVM.
func (m *vm) draw(ctx context.Context, option []byte, width, height int) (svg string, err error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	defer recovered(&err)
	stop := context.AfterFunc(ctx, m.engine.Interrupt)
	result, err := m.engine.Call("renderChart", string(option), width, height)
	if !stop() {
		// The interrupt may still be pending and would hit the next chart.
		return "", fmt.Errorf("%w: %w", errBrokenVM, ctx.Err())
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", errBrokenVM, err)
	}
	svg, isText := result.(string)
	if !isText {
		return "", fmt.Errorf("%w: drew %T", errBrokenVM, result)
	}
	return svg, nil
}

func (m *vm) close() (err error) {
	defer recovered(&err)
	return m.engine.Close()
}

// recovered turns a panic of the engine into an error: it comes from a
// machine-translated C library, and one chart must not end the process.
func recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("%w: panic: %v", errBrokenVM, cause)
	}
}
