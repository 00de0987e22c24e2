package veeamsim

import (
	"net/url"
	"strconv"
	"strings"
)

// queryResult is the body of an answer of the query service. The name of a list stands twice: once
// for the list, once for the rows in it.
func queryResult(v view, request queryRequest, name string, items rows, pages int) document {
	list := object{element(name, object{element(name, items)})}
	fields := []field{element("Refs", nil), element("Entities", nil), element("Resources", nil)}
	switch {
	case name == "Refs":
		fields[0].value = object{element(name, items)}
	case nonKeyTypes[strings.ToLower(request.typeName)]:
		fields[2].value = list
	default:
		fields[1].value = list
	}
	fields = append(fields, element("Links", nil))
	if !v.config.OmitPagingInfo {
		fields = append(fields, element("PagingInfo", pagingInfo(v, request, pages)))
	}
	return document{element: "QueryResult", fields: fields}
}

func pagingInfo(v view, request queryRequest, pages int) object {
	last := max(pages, 1)
	links := []link{{rel: "First", href: v.pageLink(request, 1)}}
	if request.page > 1 {
		links = append(links, link{rel: "Prev", href: v.pageLink(request, request.page-1)})
	}
	if request.page < last {
		links = append(links, link{rel: "Next", href: v.pageLink(request, request.page+1)})
	}
	links = append(links, link{rel: "Last", href: v.pageLink(request, last)})
	return object{
		element("Links", links),
		attribute("PageNum", request.page),
		attribute("PageSize", request.pageSize),
		attribute("PagesCount", pages),
	}
}

// pageLink is another page of the same query, as far as the server bothers to repeat it.
func (v view) pageLink(request queryRequest, page int) string {
	var b strings.Builder
	b.WriteString(v.href("/query?type=") + url.QueryEscape(request.typeName))
	if request.format != "" {
		b.WriteString("&format=" + url.QueryEscape(request.format))
	}
	if request.sortBy != "" {
		b.WriteString("&" + request.sortAsked + "=" + url.QueryEscape(request.sortBy))
	}
	b.WriteString("&pageSize=" + strconv.Itoa(request.pageSize) + "&page=" + strconv.Itoa(page))
	if request.filter != "" && !v.config.PageLinksLoseFilter {
		b.WriteString("&filter=" + url.QueryEscape(request.filter))
	}
	return b.String()
}
