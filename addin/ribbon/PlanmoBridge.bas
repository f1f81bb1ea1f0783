Attribute VB_Name = "PlanmoBridge"
Option Explicit
Option Private Module

' Between a formula and Python: cells on their way in, results and errors on their way out.
' A text that begins with the private-use letter 57344 is ours: the number of an Excel error, or a word about an argument.

' What an argument holds: a range as its values, anything else as it is, an argument left out as Empty.
Public Function PlanmoCells(Optional ByVal given As Variant) As Variant
    If TypeName(given) = "Range" Then
        PlanmoCells = PlanmoRange(given)
    ElseIf Not IsMissing(given) Then
        PlanmoCells = given
    End If
End Function

' The values of a range in one go; whole columns only as far as their sheet is filled.
Private Function PlanmoRange(ByVal area As Object) As Variant
    Dim lastRow As Long
    If area.Areas.Count > 1 Then
        PlanmoRange = ChrW(57344) & "areas"
    ElseIf area.Rows.Count = area.Worksheet.Rows.Count Then
        lastRow = area.Worksheet.UsedRange.Row + area.Worksheet.UsedRange.Rows.Count - 1
        PlanmoRange = area.Resize(lastRow).Value2
    Else
        PlanmoRange = area.Value2
    End If
End Function

' The result of a function: never a sentence in place of a value, always a true Excel error.
Public Function PlanmoCall(ByVal functionName As String, ByVal arguments As Variant) As Variant
    On Error GoTo failed
    PlanmoCall = PlanmoErrors(PlanmoAsk(functionName, arguments))
    Exit Function
failed:
    PlanmoCall = CVErr(2015)
End Function

' The same values, with the errors Python marked turned into Excel's.
Public Function PlanmoErrors(ByVal values As Variant) As Variant
    Dim i As Long, j As Long
    If Not IsArray(values) Then
        PlanmoErrors = PlanmoError(values)
        Exit Function
    End If
    If PlanmoDimensions(values) = 1 Then
        For i = LBound(values) To UBound(values)
            If VarType(values(i)) = 8 Then values(i) = PlanmoError(values(i))
        Next i
    Else
        For i = LBound(values, 1) To UBound(values, 1)
            For j = LBound(values, 2) To UBound(values, 2)
                If VarType(values(i, j)) = 8 Then values(i, j) = PlanmoError(values(i, j))
            Next j
        Next i
    End If
    PlanmoErrors = values
End Function

Private Function PlanmoError(ByVal value As Variant) As Variant
    PlanmoError = value
    If VarType(value) <> 8 Then Exit Function
    If Len(value) < 2 Then Exit Function
    If Left(value, 1) = ChrW(57344) Then PlanmoError = CVErr(CLng(Mid(value, 2)))
End Function

Private Function PlanmoDimensions(ByVal values As Variant) As Long
    Dim upper As Long
    On Error GoTo one
    upper = UBound(values, 2)
    PlanmoDimensions = 2
    Exit Function
one:
    PlanmoDimensions = 1
End Function
