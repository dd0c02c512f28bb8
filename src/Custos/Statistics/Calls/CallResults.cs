using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;
using Custos.Records;

namespace Custos.Statistics.Calls;

/// <summary>What did a statistics function find, by name and in order?</summary>
/// <remarks>
/// Written with a collection initialiser: <c>new CallResults { { "n", 5 }, { "ci", interval }, { "se", null, "One cluster has no spread." } }</c>.
/// A value that does not exist is null with its reason; NaN is refused.
/// </remarks>
public sealed class CallResults : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _results = [];
    private readonly List<string> _reasons = [];

    public void Add(string name, double value) => Put(name, value);

    public void Add(string name, long value) => Put(name, value);

    public void Add(string name, bool value) => Put(name, value);

    public void Add(string name, string value) => Put(name, value);

    public void Add(string name, CallResults value) => Put(name, value);

    /// <summary>The two ends.</summary>
    public void Add(string name, Interval value) => Put(name, new[] { value.Lower, value.Upper });

    public void Add(string name, IEnumerable<double> values) => Put(name, values.ToArray());

    public void Add(string name, IEnumerable<long> values) => Put(name, values.ToArray());

    public void Add(string name, IEnumerable<string> values) => Put(name, values.ToArray());

    public void Add(string name, IEnumerable<IEnumerable<double>> values) => Put(name, values.Select(row => row.ToArray()).ToArray());

    public void Add(string name, IEnumerable<IEnumerable<IEnumerable<double>>> values) =>
        Put(name, values.Select(table => table.Select(row => row.ToArray()).ToArray()).ToArray());

    /// <summary>A value that may not exist; the reason is told when it does not.</summary>
    public void Add(string name, double? value, string reasonIfAbsent) => PutOrReason(name, value, reasonIfAbsent);

    /// <summary>An interval that may not exist; the reason is told when it does not.</summary>
    public void Add(string name, Interval? value, string reasonIfAbsent) =>
        PutOrReason(name, value is { } interval ? new[] { interval.Lower, interval.Upper } : null, reasonIfAbsent);

    /// <summary>Values of which some may not exist; the reason is told when any does not.</summary>
    public void Add(string name, IReadOnlyList<double?> values, string reasonIfAbsent)
    {
        Put(name, values);
        if (values.Any(value => value is null))
        {
            Because(reasonIfAbsent);
        }
    }

    /// <summary>A list that may not exist at all; the reason is told when it does not.</summary>
    public void Add(string name, IEnumerable<double>? values, string reasonIfAbsent) => PutOrReason(name, values?.ToArray(), reasonIfAbsent);

    /// <summary>Says why a result is missing, or what keeps it from being told.</summary>
    public void Because(string reason)
    {
        if (!_reasons.Contains(reason))
        {
            _reasons.Add(reason);
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _results.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The results as a JSON object.</summary>
    public string ToJson()
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    /// <summary>Writes the results as a JSON object, doubles so that they read back as the same number.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in _results)
        {
            writer.WritePropertyName(name);
            Write(writer, name, value);
        }

        if (_reasons.Count > 0 && !_results.Exists(result => result.Key == "reason"))
        {
            writer.WriteString("reason", string.Join(" ", _reasons));
        }

        writer.WriteEndObject();
    }

    private void Put(string name, object? value) => _results.Add(KeyValuePair.Create(name, value));

    private void PutOrReason(string name, object? value, string reason)
    {
        Put(name, value);
        if (value is null)
        {
            Because(reason);
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case double number: WriteNumber(writer, name, number); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case string text: writer.WriteStringValue(text); break;
            case CallResults nested: nested.WriteTo(writer); break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, name, item);
                }

                writer.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"The result {name} is of a kind that has no JSON form: {value.GetType()}.");
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double number)
    {
        if (double.IsNaN(number))
        {
            throw new InvalidOperationException($"The result {name} is not a number.");
        }

        if (double.IsInfinity(number))
        {
            writer.WriteStringValue(number > 0 ? "Infinity" : "-Infinity");
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }
}
