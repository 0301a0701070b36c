package main

import (
	"encoding"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"go.opentelemetry.io/collector/component"
)

// A configuration key: its path joined by "::", with "[]" for the elements of a list and "*" for those of a map.
type key struct {
	Path    string `json:"path"`
	Type    string `json:"type"`
	Default any    `json:"default,omitempty"`
}

var (
	textType     = reflect.TypeFor[encoding.TextUnmarshaler]()
	durationType = reflect.TypeFor[time.Duration]()
)

// printKeys writes every configuration key of every component, as the structs of their configurations declare them.
func printKeys() error {
	all, err := factories()
	if err != nil {
		return err
	}
	result := map[string]map[string][]key{}
	add := func(kind string, id component.Type, config component.Config) {
		if result[kind] == nil {
			result[kind] = map[string][]key{}
		}
		keys := []key{}
		walk(&keys, "", reflect.TypeOf(config), reflect.ValueOf(config), nil)
		result[kind][id.String()] = keys
	}
	for id, f := range all.Receivers {
		add("receiver", id, f.CreateDefaultConfig())
	}
	for id, f := range all.Processors {
		add("processor", id, f.CreateDefaultConfig())
	}
	for id, f := range all.Exporters {
		add("exporter", id, f.CreateDefaultConfig())
	}
	for id, f := range all.Connectors {
		add("connector", id, f.CreateDefaultConfig())
	}
	for id, f := range all.Extensions {
		add("extension", id, f.CreateDefaultConfig())
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(result)
}

// walk appends the keys below a path. The value is invalid where there is no default (below lists, maps and nil pointers).
func walk(keys *[]key, path string, t reflect.Type, v reflect.Value, above []reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
		if v.IsValid() {
			v = v.Elem()
		}
	}
	if t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Optional[") {
		field, _ := t.FieldByName("value")
		var inner reflect.Value
		if v.IsValid() {
			inner = v.FieldByName("value")
			// Its default shows even where it is off: that is what a bare key turns on.
		}
		walk(keys, path, field.Type, inner, above)
		return
	}
	if t == durationType || reflect.PointerTo(t).Implements(textType) {
		leaf(keys, path, t, v)
		return
	}
	for _, seen := range above {
		if seen == t {
			leaf(keys, path, t, reflect.Value{})
			return
		}
	}
	switch t.Kind() {
	case reflect.Struct:
		walkStruct(keys, path, t, v, append(above, t))
	case reflect.Slice, reflect.Array:
		if isStruct(t.Elem()) {
			walk(keys, path+"[]", t.Elem(), reflect.Value{}, above)
			return
		}
		leaf(keys, path, t, v)
	case reflect.Map:
		if isStruct(t.Elem()) {
			walk(keys, join(path, "*"), t.Elem(), reflect.Value{}, above)
			return
		}
		leaf(keys, path, t, v)
	default:
		leaf(keys, path, t, v)
	}
}

func walkStruct(keys *[]key, path string, t reflect.Type, v reflect.Value, above []reflect.Type) {
	for i := range t.NumField() {
		field := t.Field(i)
		tag, tagged := field.Tag.Lookup("mapstructure")
		name, options, _ := strings.Cut(tag, ",")
		if name == "-" || strings.Contains(options, "remain") || (!field.IsExported() && !tagged) {
			continue
		}
		var inner reflect.Value
		if v.IsValid() {
			inner = v.Field(i)
		}
		if strings.Contains(options, "squash") || (name == "" && field.Anonymous) {
			walk(keys, path, field.Type, inner, above)
			continue
		}
		if name == "" {
			name = strings.ToLower(field.Name)
		}
		walk(keys, join(path, name), field.Type, inner, above)
	}
}

func isStruct(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(textType)
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "::" + name
}

func leaf(keys *[]key, path string, t reflect.Type, v reflect.Value) {
	if path == "" {
		return
	}
	*keys = append(*keys, key{Path: path, Type: t.String(), Default: defaultOf(t, v)})
}

func defaultOf(t reflect.Type, v reflect.Value) any {
	if !v.IsValid() || v.IsZero() {
		return nil
	}
	if t == durationType {
		return time.Duration(v.Int()).String()
	}
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.String:
		return v.String()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return v.Uint()
	case reflect.Float32, reflect.Float64:
		return v.Float()
	default:
		return fmt.Sprint(v)
	}
}
