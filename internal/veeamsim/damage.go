package veeamsim

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"time"
)

// damage sends an answer in a way that no healthy server does.
type damage func(d *delivery, status int, contentType string, body func(io.Writer) error)

// damages are the kinds that work on a whole body. The others change what is answered.
var damages = map[FaultKind]damage{
	ResetInBody:    (*delivery).resetInBody,
	CutRightLength: (*delivery).cutRightLength,
	CutWrongLength: (*delivery).cutWrongLength,
	SlowBody:       (*delivery).slowBody,
	Gzip:           (*delivery).gzip,
	BrokenGzip:     (*delivery).brokenGzip,
}

// replace answers in place of the server.
func (d *delivery) replace() {
	switch d.fault.Kind {
	case ResetBefore:
		d.reset()
		return
	case Hang:
		select {
		case <-d.r.Context().Done():
		case <-d.s.done:
		}
		panic(http.ErrAbortHandler)
	}
	switch {
	case d.fault.Kind == EchoHeaders:
		d.echo()
	case d.fault.Status != 0 && d.fault.NoBody:
		d.send(d.fault.Status, "", func(io.Writer) error { return nil })
	case d.fault.Status != 0 && d.fault.Body != "":
		d.sendText(d.fault.Status, contentTypeJSON, d.fault.Body)
	case d.fault.Status != 0:
		d.answer(refuse(d.fault.Status, "%s", faultMessage(d.fault.Status)))
	case d.fault.Kind == HTML:
		d.sendText(http.StatusOK, contentTypeHTML, logonPage)
	case d.fault.Kind == EmptyBody:
		d.sendText(http.StatusOK, contentTypeJSON, "")
	case d.fault.Kind == Garbage:
		d.send(http.StatusOK, contentTypeJSON, noise)
	}
}

// faultMessage stands in the error body of a rule. A real server's 500 is known for this one.
func faultMessage(status int) string {
	if status == http.StatusInternalServerError {
		return "Object reference not set to an instance of an object."
	}
	return "The server answers " + strconv.Itoa(status) + " because a rule says so."
}

const logonPage = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n" +
	"<body><form method=\"post\" action=\"/login\"><input name=\"user\"><input name=\"password\" type=\"password\">" +
	"</form></body></html>\n"

func (d *delivery) sendText(status int, contentType, text string) {
	d.send(status, contentType, func(out io.Writer) error {
		_, err := io.WriteString(out, text)
		return err
	})
}

// garbageSize is more than a client should be ready to hold for one answer that makes no sense.
const garbageSize = 20 << 20

func noise(out io.Writer) error {
	source := rand.NewChaCha8([32]byte{}) // the same noise every time
	block := make([]byte, 64<<10)
	for range garbageSize / len(block) {
		_, _ = source.Read(block) // never fails
		if _, err := out.Write(block); err != nil {
			return err
		}
	}
	return nil
}

// whole gathers the body: the damage needs to know where its middle is.
func whole(body func(io.Writer) error) []byte {
	var all bytes.Buffer
	_ = body(&all) // writing to a buffer cannot fail
	return all.Bytes()
}

func (d *delivery) cutRightLength(status int, contentType string, body func(io.Writer) error) {
	all := whole(body)
	half := all[:len(all)/2]
	d.w.Header().Set("Content-Length", strconv.Itoa(len(half)))
	d.head(status, contentType)
	_, _ = d.w.Write(half)
}

func (d *delivery) cutWrongLength(status int, contentType string, body func(io.Writer) error) {
	all := whole(body)
	d.w.Header().Set("Content-Length", strconv.Itoa(len(all)))
	d.head(status, contentType)
	_, _ = d.w.Write(all[:len(all)/2])
	_ = http.NewResponseController(d.w).Flush()
	d.call.end()
	panic(http.ErrAbortHandler) // closes the connection in the middle
}

func (d *delivery) resetInBody(status int, contentType string, body func(io.Writer) error) {
	all := whole(body)
	d.w.Header().Set("Content-Length", strconv.Itoa(len(all)))
	d.head(status, contentType)
	_, _ = d.w.Write(all[:len(all)/2])
	_ = http.NewResponseController(d.w).Flush()
	d.reset()
}

func (d *delivery) slowBody(status int, contentType string, body func(io.Writer) error) {
	all := whole(body)
	pause := d.fault.Delay
	if pause == 0 {
		pause = 100 * time.Millisecond
	}
	d.w.Header().Set("Content-Length", strconv.Itoa(len(all)))
	d.head(status, contentType)
	flusher := http.NewResponseController(d.w)
	_ = flusher.Flush() // the headers come at once
	for i := range all {
		if !d.s.pause(d.r, pause) {
			panic(http.ErrAbortHandler)
		}
		_, _ = d.w.Write(all[i : i+1])
		_ = flusher.Flush()
	}
}

func (d *delivery) gzip(status int, contentType string, body func(io.Writer) error) {
	d.sendPacked(status, contentType, packed(body))
}

// brokenGzip sends a sound header and the first half of the rest.
func (d *delivery) brokenGzip(status int, contentType string, body func(io.Writer) error) {
	all := packed(body)
	d.sendPacked(status, contentType, all[:len(all)/2])
}

func (d *delivery) sendPacked(status int, contentType string, body []byte) {
	d.w.Header().Set("Content-Encoding", "gzip")
	d.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	d.head(status, contentType)
	_, _ = d.w.Write(body)
}

func packed(body func(io.Writer) error) []byte {
	return whole(func(out io.Writer) error {
		packer := gzip.NewWriter(out)
		_ = body(packer)
		return packer.Close()
	})
}

// reset ends the connection the hard way, so that the peer sees "connection reset".
func (d *delivery) reset() {
	conn, _, err := http.NewResponseController(d.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // no connection to be had, for example in a recorder
	}
	d.call.end()
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn() // no goodbye of TLS either
	}
	if plain, ok := conn.(*net.TCPConn); ok {
		_ = plain.SetLinger(0) // closing now resets
	}
	_ = conn.Close()
}
