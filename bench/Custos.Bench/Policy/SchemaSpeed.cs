using System.Text;
using BenchmarkDotNet.Attributes;
using Custos.Policy.Schemas;

namespace Custos.Bench.Policy;

/// <summary>How long does it take to check the six arguments of one tool call against their schema?</summary>
[MemoryDiagnoser]
public class SchemaSpeed
{
    private readonly byte[] _call = Encoding.UTF8.GetBytes("""
        {"to": "someone@example.com", "subject": "The minutes of Tuesday", "body": "Please find the minutes below. They are short, since nobody said much.",
         "priority": "normal", "copies": 2, "tags": ["minutes", "tuesday"]}
        """);

    private JsonSchema _schema = null!;

    [GlobalSetup]
    public void Setup()
    {
        var isRead = JsonSchema.TryRead(
            """
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
            """u8,
            out var schema,
            out var errors);
        _schema = isRead ? schema! : throw new InvalidOperationException(errors[0].ToString());
    }

    [Benchmark]
    public bool CheckOneCall() => _schema.TryValidate(_call, out _);
}
