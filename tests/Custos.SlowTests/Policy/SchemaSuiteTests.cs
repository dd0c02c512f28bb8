using System.Text;
using System.Text.Json;
using Custos.Policy.Schemas;
using Xunit.Abstractions;

namespace Custos.SlowTests.Policy;

/// <summary>JSON Schema's public test suite for draft 2020-12, as Debian's libtest-json-schema-acceptance-perl 1.019 carries it.</summary>
public sealed class SchemaSuiteTests(ITestOutputHelper output)
{
    /// <summary>Files whose every schema is read, or all but those that ask for nothing.</summary>
    private static readonly string[] Supported =
    [
        "additionalProperties", "allOf", "anyOf", "boolean_schema", "const", "contains", "default", "dependentRequired", "enum", "exclusiveMaximum", "exclusiveMinimum",
        "if-then-else", "infinite-loop-detection", "items", "maxContains", "maximum", "maxItems", "maxLength", "maxProperties", "minContains", "minimum", "minItems",
        "minLength", "minProperties", "multipleOf", "not", "oneOf", "pattern", "patternProperties", "prefixItems", "properties", "propertyNames", "required", "type",
        "uniqueItems", "optional/bignum", "optional/float-overflow", "optional/no-schema", "optional/non-bmp-regex", "optional/format/date-time", "optional/format/date",
        "optional/format/email", "optional/format/hostname", "optional/format/ipv4", "optional/format/ipv6", "optional/format/time", "optional/format/uri", "optional/format/uuid",
    ];

    /// <summary>Schemas of those files that are refused: what they hold would be passed over, or allows nothing.</summary>
    private static readonly string[] Refused =
    [
        "if-then-else/ignore if without then or else", "if-then-else/ignore then without if", "if-then-else/ignore else without if", "if-then-else/non-interference across combined schemas",
        "maxContains/maxContains without contains is ignored", "minContains/minContains without contains is ignored", "minContains/maxContains < minContains",
        "not/collect annotations inside a 'not', even if collection is disabled",
    ];

    [SchemaSuiteFact]
    public async Task Every_schema_that_is_read_judges_as_the_suite_does()
    {
        List<string> wrong = [];
        List<string> refused = [];
        var (passed, unread) = (0, 0);
        foreach (var file in Directory.GetFiles(SchemaSuiteFactAttribute.Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.ChangeExtension(Path.GetRelativePath(SchemaSuiteFactAttribute.Folder, file), null);
            using var cases = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            foreach (var one in cases.RootElement.EnumerateArray())
            {
                var (id, tests) = ($"{name}/{one.GetProperty("description").GetString()}", one.GetProperty("tests"));
                if (!JsonSchema.TryRead(Encoding.UTF8.GetBytes(one.GetProperty("schema").GetRawText()), out var schema, out _))
                {
                    unread += tests.GetArrayLength();
                    if (Supported.Contains(name)) refused.Add(id);
                    continue;
                }

                foreach (var test in tests.EnumerateArray())
                {
                    if (schema.Validate(test.GetProperty("data")).Count == 0 == test.GetProperty("valid").GetBoolean()) passed++;
                    else wrong.Add($"{id}/{test.GetProperty("description").GetString()}");
                }
            }
        }

        output.WriteLine($"{passed} of {passed + wrong.Count} cases of schemas that are read; {unread} cases of schemas that are refused");
        wrong.ShouldBeEmpty();
        passed.ShouldBeGreaterThan(1000);
        refused.ShouldBe(Refused, ignoreOrder: true);
    }
}
