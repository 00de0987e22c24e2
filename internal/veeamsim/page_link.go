package veeamsim

import (
	"strconv"
	"strings"
)

func pagingInfo(v view, request queryRequest, pages int) object {
	last := max(pages, 1)
	links := []link{{rel: "First", href: v.pageLink(request, 1)}}
	if request.page > 1 {
		links = append(links, link{rel: "Prev", href: v.pageLink(request, request.page-1)})
	}
	if request.page < last {
		links = append(links, link{rel: "Next", href: v.pageLink(request, request.page+1)})
	}
	if v.config.PagesCountIsOne {
		pages = min(pages, 1)
	}
	links = append(links, link{rel: "Last", href: v.pageLink(request, last)})
	return object{
		element("Links", links),
		attribute("PageNum", request.page),
		attribute("PageSize", request.pageSize),
		attribute("PagesCount", pages),
	}
}

// pageLink leads to another page of the same query. As in captured answers, it repeats the query's
// parameters in the order in which they came, and adds pageSize and page where they were left out.
func (v view) pageLink(request queryRequest, page int) string {
	query := make([]string, 0, 8)
	set := func(name, value string) { query = append(query, name+"="+escapePageLink(value)) }
	pageSizeSet, pageSet := false, false
	for _, pair := range request.asked.pairs {
		switch strings.ToLower(pair.name) {
		case "pagesize":
			set("pageSize", strconv.Itoa(request.pageSize))
			pageSizeSet = true
		case "page":
			set("page", strconv.Itoa(page))
			pageSet = true
		case "filter":
			if !v.config.PageLinksLoseFilter {
				set("filter", pair.value)
			}
		default:
			set(escapePageLink(pair.name), pair.value)
		}
	}
	if !pageSizeSet {
		set("pageSize", strconv.Itoa(request.pageSize))
	}
	if !pageSet {
		set("page", strconv.Itoa(page))
	}
	return v.href("/query?" + strings.Join(query, "&"))
}

// escapePageLink escapes a text as .NET does, which the server is written in: hex digits in lower case,
// a space as "+".
func escapePageLink(text string) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for _, c := range []byte(text) {
		switch {
		case c == ' ':
			b.WriteByte('+')
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-_.!*()", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}
