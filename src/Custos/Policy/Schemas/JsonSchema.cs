using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Custos.Policy.Schemas;

/// <summary>Do the arguments of a tool call have the form that the tool declares?</summary>
/// <remarks>
/// JSON Schema, draft 2020-12: all that can be checked by a look at one document, with the formats asserted. What is not checked here is
/// an error when the schema is read, never passed over; docs/stages/policy.md has the list. Numbers are exact. Checking is
/// O(schema × value), with a factor log n for objects and unique items, whatever is sent, and bounded in depth. Immutable, thread-safe.
/// Source: JSON Schema Core and Validation, draft-bhutton-json-schema-01.
/// </remarks>
public sealed class JsonSchema
{
    private const int MaxOnStack = 1024;

    private readonly SchemaNode[] _schemas;

    private JsonSchema(SchemaNode[] schemas) => _schemas = schemas;

    /// <summary>What does a schema say, or what is wrong with it?</summary>
    /// <param name="schema">An object, or true or false.</param>
    /// <param name="read">The schema, ready to check with.</param>
    /// <param name="errors">Everything that is wrong; empty where it could be read.</param>
    public static bool TryRead(JsonNode? schema, [NotNullWhen(true)] out JsonSchema? read, out IReadOnlyList<SchemaError> errors)
    {
        byte[] json;
        try
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream))
            {
                if (schema is null) writer.WriteNullValue();
                else schema.WriteTo(writer);
            }

            json = stream.ToArray();
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or NotSupportedException or JsonException)
        {
            // The tree was built by a program and holds what JSON has no form for, such as NaN or a thousand levels.
            (read, errors) = (null, [new SchemaError("", "It cannot be written as JSON.", "Build it of objects, arrays, texts, finite numbers, true, false and null.")]);
            return false;
        }

        return TryRead(json, out read, out errors);
    }

    /// <summary>What does a schema say, or what is wrong with it?</summary>
    /// <param name="utf8Json">The schema's text.</param>
    /// <param name="read">The schema, ready to check with.</param>
    /// <param name="errors">Everything that is wrong; empty where it could be read.</param>
    public static bool TryRead(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out JsonSchema? read, out IReadOnlyList<SchemaError> errors)
    {
        var schemas = SchemaReader.Read(utf8Json, out errors);
        read = errors.Count == 0 ? new JsonSchema(schemas) : null;
        return read is not null;
    }

    /// <summary>Where do the arguments break the schema?</summary>
    /// <returns>At most 32 faults; empty where the arguments keep it. A text that holds a name twice, or nests deeper than 64 levels, is one fault.</returns>
    public IReadOnlyList<SchemaFault> Validate(JsonElement instance) => Validation.Run(_schemas, JsonMarshal.GetRawUtf8Value(instance));

    /// <summary>Do the arguments, as they were sent, keep the schema?</summary>
    /// <param name="utf8Json">The text; what is not JSON, holds a name twice, or nests deeper than 64 levels is one fault.</param>
    /// <param name="faults">At most 32; empty where the arguments keep it.</param>
    public bool TryValidate(ReadOnlySpan<byte> utf8Json, out IReadOnlyList<SchemaFault> faults)
    {
        faults = Validation.Run(_schemas, utf8Json);
        return faults.Count == 0;
    }

    /// <summary>Do the arguments, as they were sent, keep the schema?</summary>
    /// <param name="json">The text; what is not JSON, holds a name twice, or nests deeper than 64 levels is one fault.</param>
    /// <param name="faults">At most 32; empty where the arguments keep it.</param>
    public bool TryValidate(string json, out IReadOnlyList<SchemaFault> faults)
    {
        var rented = json.Length > MaxOnStack ? ArrayPool<byte>.Shared.Rent(3 * json.Length) : null;
        var utf8 = rented ?? stackalloc byte[3 * MaxOnStack];
        var isText = Utf8.FromUtf16(json, utf8, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done;
        faults = isText ? Validation.Run(_schemas, utf8[..written]) : [new SchemaFault("", "It holds half of a surrogate pair, which is no character.")];
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return faults.Count == 0;
    }
}
