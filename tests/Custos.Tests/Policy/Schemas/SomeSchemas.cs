using System.Text;
using Custos.Policy.Schemas;

namespace Custos.Tests.Policy.Schemas;

/// <summary>Schemas for tests, read from their text.</summary>
internal static class SomeSchemas
{
    public const string SendMail = """
        {
          "type": "object",
          "properties": {
            "to": {"type": "string", "format": "email", "maxLength": 200},
            "subject": {"type": "string", "minLength": 1, "maxLength": 200},
            "body": {"type": "string", "maxLength": 10000},
            "priority": {"enum": ["low", "normal", "high"]},
            "copies": {"type": "integer", "minimum": 1, "maximum": 10},
            "tags": {"type": "array", "items": {"type": "string", "maxLength": 30}, "maxItems": 10}
          },
          "required": ["to", "subject", "body"],
          "additionalProperties": false
        }
        """;

    public const string Mail = """{"to": "someone@example.com", "subject": "Minutes", "body": "Please find them below.", "priority": "normal", "copies": 2, "tags": ["minutes", "tuesday"]}""";

    public static JsonSchema Read(string schema)
    {
        JsonSchema.TryRead(Encoding.UTF8.GetBytes(schema), out var read, out var errors).ShouldBeTrue(string.Join('\n', errors));
        return read!;
    }

    public static IReadOnlyList<SchemaError> ErrorsOf(string schema)
    {
        JsonSchema.TryRead(Encoding.UTF8.GetBytes(schema), out _, out var errors).ShouldBe(errors.Count == 0);
        return errors;
    }

    public static IReadOnlyList<SchemaFault> FaultsOf(string schema, string instance)
    {
        Read(schema).TryValidate(instance, out var faults).ShouldBe(faults.Count == 0);
        return faults;
    }
}
