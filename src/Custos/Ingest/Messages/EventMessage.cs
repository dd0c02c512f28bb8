using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Messages;

/// <summary>What does an event of a span say?</summary>
internal readonly record struct EventMessage(Slice Name, ulong Time)
{
    /// <inheritdoc cref="SpanMessage.Read"/>
    public static EventMessage Read(ReadOnlySpan<byte> request, Slice message, AttributeSet attributes)
    {
        attributes.Clear();
        var (name, time) = (default(Slice), 0UL);
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            switch (field)
            {
                case 1: time = reader.Fixed64(); break;
                case 2: name = reader.Bytes(); break;
                case 3: attributes.Add(request, reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return new EventMessage(name, time);
    }
}
