namespace Custos.Providers.Onnx.Runtime;

/// <summary>ONNX Runtime refused; what it said, which names operators, shapes and files, never texts.</summary>
internal sealed class OnnxRuntimeException(string message) : Exception(message);
