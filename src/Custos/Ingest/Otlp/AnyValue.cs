namespace Custos.Ingest.Otlp;

/// <summary>Of which kind is an attribute's value?</summary>
internal enum ValueKind : byte
{
    Empty,
    Text,
    Truth,
    Whole,
    Number,
    List,
    Map,
    Bytes,
}

/// <summary>What is an attribute's value? A number, or where in the request it stands.</summary>
internal readonly record struct AnyValue(ValueKind Kind, Slice Slice, long Bits)
{
    /// <summary>How deep lists and maps may nest.</summary>
    public const int MostLevels = 64;

    public double Number => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Reads the value itself; what a list or map holds is read when it is asked for.</summary>
    /// <remarks>Where several are set, which a writer must not do, the last counts, as in every reader of protobuf.</remarks>
    public static AnyValue Read(ReadOnlySpan<byte> request, Slice message)
    {
        var value = default(AnyValue);
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            switch (field)
            {
                case 1:
                    value = new AnyValue(ValueKind.Text, reader.Bytes(), 0);
                    break;
                case 2:
                    value = new AnyValue(ValueKind.Truth, default, reader.Number() == 0 ? 0 : 1);
                    break;
                case 3:
                    value = new AnyValue(ValueKind.Whole, default, (long)reader.Number());
                    break;
                case 4:
                    value = new AnyValue(ValueKind.Number, default, (long)reader.Fixed64());
                    break;
                case 5:
                    value = new AnyValue(ValueKind.List, reader.Bytes(), 0);
                    break;
                case 6:
                    value = new AnyValue(ValueKind.Map, reader.Bytes(), 0);
                    break;
                case 7:
                    value = new AnyValue(ValueKind.Bytes, reader.Bytes(), 0);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return value;
    }

    /// <summary>The key and the value of a pair; a key that is not there is empty.</summary>
    public static (Slice Key, AnyValue Value) ReadPair(ReadOnlySpan<byte> request, Slice message)
    {
        var (key, value) = (new Slice(message.Start, 0), default(AnyValue));
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (field == 1) key = reader.Bytes();
            else if (field == 2) value = Read(request, reader.Bytes());
            else reader.Skip();
        }

        return (key, value);
    }
}
